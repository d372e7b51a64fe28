import Scenarios

/// What a page or a browser did instead of what was expected. Texts of pages inside are masked.
public enum RunOutcome: Error, Hashable, Sendable {
    /// The condition was not met in time.
    case hanging(condition: String, seconds: Int)
    /// An alert, a question or a prompt of the page; it was dismissed.
    case dialog(kind: String, message: String)
    /// Another window opened; it was closed.
    case popUp(address: String)
    case certificate(error: String)
    /// The page wanted something from a host that is not allowed; it did not get it.
    case outsideAddress(host: String)
    case downloadTooLarge(bytesMax: Int)
    case downloadTooSlow(seconds: Int)
    case downloadFailed
    /// A file came that no step asked for; it was not taken.
    case downloadUnasked
    /// The system cannot be reached: the browser's own words (`net::ERR_CONNECTION_REFUSED`).
    case unreachable(error: String)
    /// The system answered with a fault.
    case serverFault(status: Int)
    /// In a trial the page wanted to send something; it was not sent.
    case sendingInTrial(method: String)
    /// Another screen than expected was shown.
    case otherScreen(expected: String, title: String)
    /// The system asks for signing in although the session was just begun.
    case signInRefused
    /// The field holds something else than was typed.
    case fieldDiffers(ControlName)
    case fieldTooShort(ControlName, max: Int)
    case noSuchChoice(ControlName)
    case controlDisabled(ControlName)
    /// What the scenario needs is unknown for this record.
    case valueUnknown(step: String)
    case uploadMissing(step: String)
    case receiptMissing
    /// The system refused the record, in its own words.
    case refused(message: String)
    case approvalRefused(message: String)
    /// Another run sent the record first; this one did not send it.
    case sentElsewhere
    case secretUnavailable(name: String)
    /// The control was there a moment ago.
    case controlGone(ControlName)
    case browserMissing(program: String)
    case driverMissing(program: String)
    case browserEnded
    case ledgerFailed
    case cancelled

    /// Business exceptions (業務例外) go to a person and are never retried; all others are technical.
    public var isBusiness: Bool {
        switch self {
        case .fieldDiffers, .fieldTooShort, .noSuchChoice, .valueUnknown, .refused, .approvalRefused, .uploadMissing:
            true
        default: false
        }
    }
}
