/** A child that says nothing, and does not end. */
setInterval(() => undefined, 1_000_000);
