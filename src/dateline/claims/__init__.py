"""Who says what: source, cue and content; manner, stance, certainty and relays."""
