"""Files for programs, made from the same site as the pages: feeds, calendars, the sitemap and others."""
