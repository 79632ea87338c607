"""Better pictures after rendering: faces restored, frames enlarged."""
