"""Files for machines, made from the same site as the pages: Atom, sitemap, robots.txt, search documents."""
