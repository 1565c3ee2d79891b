/// What has to be changed outside of RedTrack, before and when the traffic moves.
package struct Cutover: Sendable, Hashable {
    /// A campaign that is moved: its link changes.
    package struct Campaign: Sendable, Hashable {
        /// Its key in the manifest.
        package let key: String
        /// What the tracker calls it.
        package let name: String
        /// The link that its ads point to.
        package let oldLink: String?
        /// What the ad platform is called that sends the traffic.
        package let source: String?
    }

    /// A network that reports conversions to the tracker.
    package struct Network: Sendable, Hashable {
        /// Its key in the manifest.
        package let key: String
        /// What the tracker calls it.
        package let name: String
        /// The URL that it calls now.
        package let oldPostback: String?
        /// The URL to call from now on, with the network's own placeholders; `nil` when they are not known.
        package let newPostback: String?
    }

    /// An ad platform that is told of conversions.
    package struct Source: Sendable, Hashable {
        /// Its key in the manifest.
        package let key: String
        /// What the tracker calls it.
        package let name: String
        /// The URL that RedTrack will call.
        package let postback: String?
        /// What the ad platform writes for the cost of a click.
        package let costID: String?
    }

    /// A landing page, in which the links to the tracker have to be changed by hand.
    package struct Lander: Sendable, Hashable {
        /// Its key in the manifest.
        package let key: String
        /// What the tracker calls it.
        package let name: String
        /// Where it is.
        package let url: String
        /// What links to the tracker look like in it, as far as that is known.
        package let clickout: String?
    }

    /// The campaigns that are moved.
    package var campaigns: [Campaign] = []
    /// Their networks.
    package var networks: [Network] = []
    /// Their ad platforms.
    package var sources: [Source] = []
    /// Their landing pages.
    package var landers: [Lander] = []
    /// The hosts of the tracker that will have to lead to RedTrack.
    package var domains: [String] = []

    /// Nothing to change.
    package init() {}
}
