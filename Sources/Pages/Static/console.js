// Filled in beside this.
