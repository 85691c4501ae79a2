"""The kinds of questions, one file each; `registry` knows them all."""
