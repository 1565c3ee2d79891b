// The umbrella library: import one module and have all of Waybill but its command and its sandbox.
@_exported public import Diagnostics
@_exported public import Execution
@_exported public import Feeds
@_exported public import Manifests
@_exported public import Planning
@_exported public import RedTrack
@_exported public import RedTrackHTTP
