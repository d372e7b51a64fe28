extension ScreenContract {
    /// The canonical text. Reading it gives the same contract.
    public var text: String {
        var out = YAMLWriter()
        out.line(0, "system: \(YAMLWriter.scalar(system))")
        out.line(0, "release: \(YAMLWriter.scalar(release))")
        out.line(0, "screens:\(screens.isEmpty ? " {}" : "")")
        for screen in screens {
            out.line(1, "\(YAMLWriter.scalar(screen.name)):")
            out.line(2, "title: \(YAMLWriter.scalar(screen.title))")
            if let path = screen.path { out.line(2, "path: \(YAMLWriter.scalar(path))") }
            if screen.isSignIn { out.line(2, "signIn: true") }
            out.line(2, "controls:\(screen.controls.isEmpty ? " {}" : "")")
            for control in screen.controls {
                out.line(3, "\(YAMLWriter.scalar(control.name)):")
                out.line(4, "kind: \(control.kind.rawValue)")
                if control.isOptional { out.line(4, "optional: true") }
                let marks = control.candidates.map { YAMLWriter.map([($0.way.rawValue, YAMLWriter.scalar($0.value))]) }
                out.line(4, "candidates: [\(marks.joined(separator: ", "))]")
            }
        }
        return out.text
    }
}
