"""The cable to Typst: templates and data in, tagged PDF/A with form fields out."""
