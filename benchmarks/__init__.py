"""How fast briefkit is: made-up reports, built in pairs with Hugo. `make bench` writes results/."""
