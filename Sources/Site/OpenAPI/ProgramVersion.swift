/// Of this program, and so of the document that describes its routes.
public enum ProgramVersion {
    public static let text = "1.0.0"
}
