WHO = "part of " + __package__
