"""One verb each: authorise the person, run one transaction, apply the domain's rule."""
