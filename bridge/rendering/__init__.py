"""What all renders share, and renders that need no model. No torch."""
