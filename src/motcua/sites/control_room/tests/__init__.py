"""What the control_room door promises."""
