"""`weerklank load`: a coalition's own data file becomes what is there."""
