"""Tables, repositories, unit of work, cipher and migrations."""
