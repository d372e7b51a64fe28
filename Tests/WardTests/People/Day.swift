import Japanese

/// A day of a test, which must exist.
func day(_ iso: String) -> CivilDate {
    CivilDate(iso: iso)!
}
