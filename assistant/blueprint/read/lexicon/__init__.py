"""Word lists that the prose reader consults; plain tables, meant to be read and extended."""
