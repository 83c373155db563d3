using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Functions.Tests.Alerts;
using Autocura.Functions.Tests.Cluster;
using Autocura.Incidents;
using Autocura.Ledger;
using Autocura.Support;
using Autocura.Telemetry;
using Autocura.Verification;

namespace Autocura.Functions.Tests.Ledger;

public sealed class IncidentLedgerTests(RunningShop shop) : IClassFixture<RunningShop>
{
    private TestCluster Cluster => shop.Cluster;

    [Fact]
    public async Task An_incident_is_an_Issue_with_its_signals()
    {
        var record = new SomeRecord("cart").Opened;
        await WrittenAsync(record);
        var issue = await FindAsync(RecordNames.Issue(record.Incident));
        issue["spec"]!["severity"]!.GetValue<string>().ShouldBe("medium");
        issue["spec"]!["signalType"]!.GetValue<string>().ShouldBe("error_rate");
        issue["spec"]!["resource"]!["name"]!.GetValue<string>().ShouldBe("cart");
        issue["status"]!["state"]!.GetValue<string>().ShouldBe("Analyzing");
        issue["status"]!["instanceId"]!.GetValue<string>().ShouldBe(record.Incident.InstanceId);
        var anomalies = issue["spec"]!["correlatedAnomalies"]!.AsArray().Select(reference => reference!["name"]!.GetValue<string>()).ToList();
        anomalies.Count.ShouldBe(2);
        var anomaly = await FindAsync(Kinds.Anomaly.Ref("shop", anomalies[0]));
        anomaly["spec"]!["signalType"]!.GetValue<string>().ShouldBe("pod_restart");
        anomaly["status"]!["correlated"]!.GetValue<bool>().ShouldBeTrue();
        anomaly["status"]!["issueRef"]!["name"]!.GetValue<string>().ShouldBe(record.Incident.RecordName);
        anomaly["metadata"]!["ownerReferences"]![0]!["uid"]!.GetValue<string>().ShouldBe(issue["metadata"]!["uid"]!.GetValue<string>());
    }

    [Fact]
    public async Task Writing_the_same_record_twice_changes_nothing()
    {
        var record = new SomeRecord("catalog").Healed;
        await WrittenAsync(record);
        var before = Versions();
        await WrittenAsync(record);
        Versions().Except(before).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_diagnosis_is_an_insight_that_keeps_its_time_while_it_says_the_same()
    {
        var story = new SomeRecord("payment");
        await WrittenAsync(story.Planned);
        await WrittenAsync(story.Remediating);
        var insight = await FindAsync(RecordNames.Insight(story.Opened.Incident));
        insight["spec"]!["provider"]!.GetValue<string>().ShouldBe("Deterministic");
        insight["status"]!["confidence"]!.GetValue<double>().ShouldBe(0.9);
        insight["status"]!["hypotheses"]![0]!["reason"]!.GetValue<string>().ShouldBe("The new release crashes and the old one did not.");
        insight["status"]!["suggestedActions"]![0]!["action"]!.GetValue<string>().ShouldBe("RollBackRelease");
        DateTimeOffset.Parse(insight["status"]!["generatedAt"]!.GetValue<string>()).ShouldBe(story.Planned.At);
    }

    [Fact]
    public async Task An_insight_says_which_object_is_at_fault_how_it_leads_there_and_what_speaks_for_and_against()
    {
        var story = new SomeRecord("frontend");
        await WrittenAsync(story.Planned);
        var cause = (await FindAsync(RecordNames.Insight(story.Opened.Incident)))["status"]!["hypotheses"]![0]!;
        cause["object"]!["name"]!.GetValue<string>().ShouldBe("frontend");
        cause["chain"]!.AsArray().Select(line => line!.GetValue<string>()).ShouldBe(["frontend calls it", "release 2 crashes"]);
        cause["wouldChange"]![0]!.GetValue<string>().ShouldBe("its log");
        cause["clues"]!.AsArray().Select(clue => clue!["speaks"]!.GetValue<string>()).ShouldBe(["for", "against"]);
        cause["clues"]![0]!["weight"]!.GetValue<string>().ShouldBe("20 times as likely");
        cause["clues"]![0]!["field"]!.GetValue<string>().ShouldBe("status");
        cause["clues"]![0]!["at"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_plan_is_followed_from_the_question_to_the_verdict()
    {
        var story = new SomeRecord("checkout");
        var states = new List<string>();
        foreach (var record in new[] { story.Planned, story.Remediating, story.Verifying, story.Healed })
        {
            await WrittenAsync(record);
            states.Add((await PlanAsync(story))["status"]!["state"]!.GetValue<string>());
        }

        states.ShouldBe(["AwaitingApproval", "Executing", "Verifying", "Completed"]);
        var plan = await PlanAsync(story);
        plan["spec"]!["actions"]![0]!["params"]!["toRevision"]!.GetValue<string>().ShouldBe("1");
        plan["status"]!["verdict"]!.GetValue<string>().ShouldBe("Recovered");
        plan["status"]!["review"]!["verdict"]!.GetValue<string>().ShouldBe("Allowed");
        plan["status"]!["steps"]![0]!["state"]!.GetValue<string>().ShouldBe("Verified");
        DateTimeOffset.Parse(plan["status"]!["startedAt"]!.GetValue<string>()).ShouldBe(story.Remediating.At);
        DateTimeOffset.Parse(plan["status"]!["completedAt"]!.GetValue<string>()).ShouldBe(story.Healed.At);
        var issue = await FindAsync(RecordNames.Issue(story.Opened.Incident));
        issue["status"]!["outcome"]!.GetValue<string>().ShouldBe("Healed");
        issue["status"]!["conditions"]![0]!["status"]!.GetValue<string>().ShouldBe("True");
        (await ReasonsAsync(story)).ShouldBe(["AutocuraRemediationStarted", "AutocuraRemediationSucceeded"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_plan_that_was_taken_back_says_so()
    {
        var story = new SomeRecord("frontend");
        await WrittenAsync(story.Verifying);
        await WrittenAsync(story.RolledBack);
        var plan = await PlanAsync(story);
        plan["status"]!["state"]!.GetValue<string>().ShouldBe("RolledBack");
        plan["status"]!["verdict"]!.GetValue<string>().ShouldBe("NotRecovered");
        (await ReasonsAsync(story)).ShouldContain("AutocuraRemediationRolledBack");
    }

    [Fact]
    public async Task A_plan_that_was_given_up_before_anything_could_be_measured_says_why()
    {
        var record = new SomeRecord("inventory").RolledBack with { Assessment = null };
        await WrittenAsync(record with { Status = record.Status with { Timeline = [new TimelineEntry(5, record.At, IncidentPhase.Remediating, "TakenBack: it was not done within 60 s.")] } });
        var plan = await FindAsync(RecordNames.Plan(record.Incident, 1));

        plan["status"]!["state"]!.GetValue<string>().ShouldBe("RolledBack");
        plan["status"]!["result"]!.GetValue<string>().ShouldBe("TakenBack: it was not done within 60 s.");
    }

    [Fact]
    public async Task A_plan_that_was_refused_blocks_and_the_incident_is_handed_over()
    {
        var story = new SomeRecord("recommendation");
        await WrittenAsync(story.Planned);
        await WrittenAsync(story.Denied);
        (await PlanAsync(story))["status"]!["state"]!.GetValue<string>().ShouldBe("Refused");
        (await ReasonsAsync(story)).ShouldBe(["AutocuraRemediationBlocked", "AutocuraIncidentEscalated"], ignoreOrder: true);
    }

    [Fact]
    public async Task Events_are_about_the_workload_itself_so_that_its_description_shows_them()
    {
        var record = new SomeRecord("cart").Opened;
        record = record with { Incident = record.Incident with { OpenedAt = record.At.AddDays(1) } };
        await WrittenAsync(record);
        var told = (await EventsAsync(record.Incident)).ShouldHaveSingleItem();
        var cart = await FindAsync(Kinds.Deployment.Ref("shop", "cart"));
        told["involvedObject"]!["uid"]!.GetValue<string>().ShouldBe(cart["metadata"]!["uid"]!.GetValue<string>());
        (told["reason"]!.GetValue<string>(), told["type"]!.GetValue<string>()).ShouldBe(("AutocuraIncidentOpened", "Warning"));
        told["reportingComponent"]!.GetValue<string>().ShouldBe("autocura");
    }

    [Fact]
    public async Task The_timeline_keeps_what_the_status_no_longer_carries()
    {
        var story = new SomeRecord("shipping");
        foreach (var record in new[] { story.Opened, story.Planned, story.Remediating, story.Verifying, story.Healed })
        {
            await WrittenAsync(record);
        }

        var timeline = (await FindAsync(RecordNames.Issue(story.Opened.Incident)))["status"]!["timeline"]!.AsArray();
        timeline.Select(entry => entry!["phase"]!.GetValue<string>()).ShouldBe(["Analyzing", "AwaitingApproval", "Remediating", "Verifying", "Resolved"]);
    }

    [Fact]
    public async Task A_signal_that_joins_and_one_that_resolves_are_in_the_record_too()
    {
        var story = new SomeRecord("email");
        var record = story.Opened;
        await WrittenAsync(record);
        var resolved = record.Incident.Signals[0] with { Alert = record.Incident.Signals[0].Alert.Resolved() };
        await WrittenAsync(record with { Joined = [new AlertSignal(SomeAlert.On("email", "KubePodNotReady"), SignalType.PodNotReady), resolved] });
        (await FindAsync(RecordNames.Issue(record.Incident)))["spec"]!["correlatedAnomalies"]!.AsArray().Count.ShouldBe(3);
        var anomaly = await FindAsync(RecordNames.Anomaly(resolved.Alert, "shop"));
        DateTimeOffset.Parse(anomaly["status"]!["resolvedAt"]!.GetValue<string>()).ShouldBe(resolved.Alert.EndsAt!.Value);
    }

    [Fact]
    public async Task Texts_of_any_length_fit()
    {
        var story = new SomeRecord("ad");
        var record = story.Healed;
        var endless = new string('x', 100_000);
        record = record with
        {
            Hypotheses = record.Hypotheses! with { Reason = endless, Hypotheses = [record.Hypotheses.Top with { Headline = endless }] },
            Plan = record.Plan! with { Strategy = endless },
            Outcome = record.Outcome! with { Reason = endless },
            Receipts = [record.Receipts[0] with { Diff = [endless] }],
        };
        await WrittenAsync(record);
    }

    [Fact]
    public async Task A_namespace_that_is_gone_is_a_result_with_the_reason()
    {
        var record = new SomeRecord("cart").Healed;
        record = record with { Incident = record.Incident with { Workload = record.Incident.Workload with { Namespace = "gone" } } };
        var result = await new IncidentLedger(Cluster.Clusters, new IncidentMetrics()).WriteAsync(record, CancellationToken.None);
        result.Written.ShouldBeFalse();
        result.Reason.ShouldContain($"Issue gone/{record.Incident.RecordName} cannot be written: namespace gone or the kind Issue is not there");
    }

    [Fact]
    public async Task A_kind_that_is_not_installed_costs_its_own_objects_and_no_others()
    {
        await using var bare = await TestCluster.StartAsync();
        bare.Store.Delete(new ObjectKey("apiextensions.k8s.io", "customresourcedefinitions", null, "aiinsights.autocura.cognitiva.io"), ApplicationInstallation.Developer("kubectl-delete"));
        var record = new SomeRecord("cart").Planned;
        var result = await new IncidentLedger(bare.Clusters, new IncidentMetrics()).WriteAsync(record, CancellationToken.None);
        result.Written.ShouldBeFalse();
        result.Reason.ShouldStartWith($"AIInsight shop/{record.Incident.RecordName}-insight cannot be written");
        (await bare.Client.FindAsync(RecordNames.Issue(record.Incident), CancellationToken.None)).ShouldNotBeNull();
        (await bare.Client.FindAsync(RecordNames.Plan(record.Incident, 1), CancellationToken.None)).ShouldNotBeNull();
    }

    private async Task WrittenAsync(IncidentRecord record) => (await new IncidentLedger(Cluster.Clusters, new IncidentMetrics()).WriteAsync(record, CancellationToken.None)).ShouldBe(RecordResult.Complete);

    private async Task<JsonObject> FindAsync(ObjectRef target) => (await Cluster.Client.FindAsync(target, CancellationToken.None)).ShouldNotBeNull();

    /// <summary>Every object of every record, and the version it is stored in.</summary>
    private List<string> Versions() =>
    [
        .. new[] { Kinds.Issue, Kinds.Anomaly, Kinds.AIInsight, Kinds.RemediationPlan, Kinds.Event }
            .SelectMany(kind => Cluster.Store.List(kind.Group, kind.Plural, "shop"))
            .Select(item => $"{item["kind"]} {item["metadata"]!["name"]} {item["metadata"]!["resourceVersion"]}"),
    ];

    private Task<JsonObject> PlanAsync(SomeRecord story) => FindAsync(RecordNames.Plan(story.Opened.Incident, 1));

    private Task<ObjectList> EventsAsync(Incident incident) =>
        Cluster.Client.ListAsync(Kinds.Event, new ListQuery("shop", $"{RecordNames.IncidentLabel}={incident.RecordName}"), CancellationToken.None);

    private async Task<IEnumerable<string>> ReasonsAsync(SomeRecord story) => (await EventsAsync(story.Opened.Incident)).Select(told => told["reason"]!.GetValue<string>());
}
