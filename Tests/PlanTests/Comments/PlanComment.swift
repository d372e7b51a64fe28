@testable import Plan

/// In files of tests the bare name is the testing library's.
typealias PlanComment = Comment
