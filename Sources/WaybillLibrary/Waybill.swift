@_exported public import RedTrack
