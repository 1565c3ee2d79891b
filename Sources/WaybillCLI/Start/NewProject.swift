/// The files of a new project.
enum NewProject {
    static func files(withWorkflows: Bool) -> [(name: String, text: String)] {
        let files = [("waybill.yaml", project), ("account/example.yaml", example), (".gitignore", ignored)]
        let workflows = [
            (".github/workflows/waybill-plan.yml", planWorkflow),
            (".github/workflows/waybill-apply.yml", applyWorkflow),
        ]
        return files + (withWorkflows ? workflows : [])
    }

    private static let project = """
        # A folder with this file is a project of Waybill. `waybill schema project` describes what it can say.
        accounts:
          # An account of its own in a local file: no key, no network.
          try:
            url: "sandbox:try.sqlite"
          # The real one. The key is never written here: put it into the environment.
          live:
            url: "https://api.redtrack.io"
            key: env:REDTRACK_API_KEY

        # The account that commands use when none is named with --account.
        account: try

        manifests: ["account/**/*.yaml"]

        # Values that files name as ${var.NAME}; an account may have other ones.
        variables:
          shop: shop.example

        # What is probably a mistake, and how much it matters: error, warning or off.
        lints:
          missing-clickid: error

        # What plans must keep to.
        policies:
          - name: payouts
            for: offers
            when: after.payment.amount
            must: after.payment.amount <= `200`
            message: payouts above 200 are agreed with the team first

        """

    private static let example = """
        # Objects are written in the words of the API; references are names. `waybill explain offers` lists the fields.
        networks:
          - title: Example network
            url: https://network.example
            offer_url: "[insert_offer_url_here]&sub={clickid}"

        sources:
          - title: Example source
            ref_id: "{click_id}"
            sub1: "{keyword}"

        offers:
          - key: example-offer
            title: An offer
            network: Example network
            url: "https://${var.shop}/?sub={clickid}&kw={sub1}"
            payment: {amount: 2.5}
            country_codes: [DE, AT]
            status: active

        campaigns:
          - title: A campaign
            source: Example source
            cpc: 0.05
            status: active
            streams:
              - weight: 3
                offers: [{offer: example-offer, weight: 1}]
                filters:
                  country: {iso: [DE, AT]}
              # Everybody else.
              - weight: 1
                offers: [{offer: example-offer, weight: 1}]

        """

    private static let ignored = """
        # Journals and saved plans. The lock file, waybill.lock, belongs into the repository.
        .waybill/
        *.sqlite
        *.sqlite-*
        plan.json
        .env

        """

    private static let planWorkflow = """
        # Shows in each pull request what merging it would change in the account.
        name: waybill plan
        on: pull_request
        permissions:
          contents: read
        jobs:
          plan:
            runs-on: ubuntu-latest
            # A pull request from a fork gets no key, and no plan.
            if: github.event.pull_request.head.repo.full_name == github.repository
            steps:
              - uses: actions/checkout@v4
              # Put the waybill program onto the path here.
              - run: waybill validate .
              - run: waybill plan . --account live --out plan.json
                env:
                  REDTRACK_API_KEY: ${{ secrets.REDTRACK_API_KEY }}
              - run: waybill show plan.json --markdown >> "$GITHUB_STEP_SUMMARY"

        """

    private static let applyWorkflow = """
        # Makes the account as the files of the main branch say, one run after the other.
        name: waybill apply
        on:
          push:
            branches: [main]
        concurrency: waybill-apply
        permissions:
          # The lock file is committed.
          contents: write
        jobs:
          apply:
            runs-on: ubuntu-latest
            # Protect this environment with reviewers to have a person agree to each apply.
            environment: redtrack
            env:
              REDTRACK_API_KEY: ${{ secrets.REDTRACK_API_KEY }}
            steps:
              - uses: actions/checkout@v4
              # Put the waybill program onto the path here.
              - run: waybill plan . --account live --out plan.json
              - run: waybill show plan.json --markdown >> "$GITHUB_STEP_SUMMARY"
              - run: waybill apply plan.json --account live --yes
              - if: always()
                run: |
                  git add --all -- 'waybill*.lock'
                  git diff --cached --quiet || {
                    git -c user.name=waybill -c user.email=waybill@localhost commit -m "Keep the lock file"
                    git push
                  }

        """
}
