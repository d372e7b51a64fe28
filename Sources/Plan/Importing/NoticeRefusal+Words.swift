import Notices
import Ward

extension NoticeRefusal: Refusal {}
