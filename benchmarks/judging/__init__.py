"""What judges the starter, none of which learnt with it. Nothing of it is in the product."""
