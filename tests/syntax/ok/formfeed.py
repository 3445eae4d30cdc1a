x = 1
  
y = 2
if x:
	y

	# c
	z
if z: w