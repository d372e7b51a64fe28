import Foundation

/// Where the site is reached from outside, for what leaves it: letters name it, since a mail knows no host.
public enum PublicAddress {
    public static let variable = "NAMIKI_ADDRESS"

    /// The one the environment names, without a slash at its end.
    /// - Returns: `nil` when none is set, or what is set could not stand in one line of a letter.
    public static func configured(
        _ environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> String? {
        guard let text = environment[variable], !text.isEmpty, text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
            return nil
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}
