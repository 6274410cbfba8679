"""One rule on one case, and a whole run over all of them; waivers and judgements."""
