"""Jobs that outlive the window and the power: store, worker, supervisor. Knows no Qt."""
