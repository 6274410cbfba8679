"""Plans and reports as councils write them, in any form: texts and tables to documents."""
