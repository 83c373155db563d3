using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Incidents;

namespace Autocura.Scenarios.Stories;

/// <summary>Each guardrail is asked in the real flow, upon the world as it is then; and what it cannot read it denies.</summary>
public sealed class GuardrailStories
{
    private static readonly ObjectKey Cart = ObjectKey.Apps("deployments", "shop", "cart");

    /// <summary>What a person does to the cluster before a release goes wrong, and how the plan is judged then.</summary>
    public static TheoryData<string, string, string> Objections => new()
    {
        { "annotations", "autocura.io/pause-until=2030-01-01T00:00:00Z", "autocura.io/pause-until on Deployment shop/cart" },
        { "annotations", "autocura.io/allowed-actions=RestartWorkload", "does not name RollBackRelease" },
        { "annotations", "autocura.io/change-windows=daily 09:00-17:00 Mars/Olympus", "'Mars/Olympus'" },
        { "annotations", "autocura.io/approvals=two", "autocura.io/approvals on Deployment shop/cart is \"two\"" },
        { "annotations", "argocd.argoproj.io/tracking-id=shop:apps/Deployment:shop/cart", "belongs to Argo CD (Application shop), which would take the change back. Change it in Git:" },
        { "annotations", "meta.helm.sh/release-name=store", "belongs to Helm (Release store)" },
        { "labels", "kustomize.toolkit.fluxcd.io/name=shop", "belongs to Flux (Kustomization shop)" },
    };

    /// <summary>What cannot be read, and the guardrail that needs it.</summary>
    public static TheoryData<string, string, string> Unreadable => new()
    {
        { "configmaps", "autocura-control", "The kill switch could not be read" },
        { "configmaps", "autocura-brake", "What was done lately could not be read" },
        { "leases", "", "Who acts on the workload could not be read" },
        { "configmaps", "autocura-learning", "How the remedy went before could not be read" },
        { "poddisruptionbudgets", "", "What the plan could take down could not be read" },
        { "verticalpodautoscalers", "", "What scales the workload could not be read" },
    };

    [Theory]
    [MemberData(nameof(Objections))]
    public async Task What_a_person_wrote_keeps_a_plan_back(string where, string word, string reason)
    {
        await using var story = await StoryHost.StartAsync();
        var (key, value) = (word[..word.IndexOf('=')], word[(word.IndexOf('=') + 1)..]);
        story.Edit(Cart, cart => (cart["metadata"]![where] ??= new JsonObject())[key] = value);

        await story.PlayAsync("bad-image");
        var (outcome, _) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver);
        outcome.Reason.ShouldContain(reason);
        story.Mutations().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task What_may_not_be_read_denies(string resource, string name, string reason)
    {
        await using var story = await StoryHost.StartAsync();
        if (resource == "verticalpodautoscalers")
        {
            story.Store.Create(new ObjectKey("apiextensions.k8s.io", "customresourcedefinitions", null, "verticalpodautoscalers.autoscaling.k8s.io"), VerticalAutoscalers(), ApplicationInstallation.Developer("kubectl"));
        }

        story.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Code = 403, Verbs = ["get", "list"], Resources = [resource], Name = name, UserAgent = "autocura" }], seed: 1);

        await story.PlayAsync("bad-image");
        var (outcome, _) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver, outcome.Reason);
        outcome.Reason.ShouldContain(reason);
        story.Mutations().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(FaultKind.Refusal)]
    [InlineData(FaultKind.Reset)]
    public async Task A_server_that_only_stumbles_is_asked_again_before_the_plan_is_given_up(FaultKind fault)
    {
        await using var story = await StoryHost.StartAsync();
        story.Faults.Set([new FaultRule { Kind = fault, Code = 500, Verbs = ["get"], Resources = ["leases"], Count = 2, UserAgent = "autocura" }], seed: 1);

        await story.PlayAsync("bad-image");
        var (outcome, _) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        story.Faults.Tally.ShouldAllBe(rule => rule.Struck == 2);
    }

    [Fact]
    public async Task A_server_that_keeps_failing_denies()
    {
        await using var story = await StoryHost.StartAsync();
        story.Faults.Set([new FaultRule { Kind = FaultKind.Refusal, Code = 500, Verbs = ["get"], Resources = ["configmaps"], Name = "autocura-control", UserAgent = "autocura" }], seed: 1);

        await story.PlayAsync("bad-image");
        var (outcome, _) = await story.EndAsync("cart", TimeSpan.FromMinutes(10));

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver);
        outcome.Reason.ShouldContain("The kill switch could not be read");
        story.Mutations().ShouldBeEmpty();
    }

    [Fact]
    public async Task Outside_of_the_hours_for_changes_a_plan_waits_for_them_and_is_made_anew()
    {
        // The story begins on a Monday at eight.
        await using var story = await StoryHost.StartAsync(OperatingMode.Auto, ("Autocura:Review:ChangeWindows", "Mon-Fri 10:00-17:00 Europe/Berlin"));

        await story.PlayAsync("bad-image");
        await story.PassAsync(TimeSpan.FromMinutes(20));
        story.Mutations().ShouldBeEmpty();
        (await story.StatusAsync("cart"))!.Plan!.Verdict.ShouldContain("are closed until 2026-01-05 09:00 UTC");

        var (outcome, status) = await story.EndAsync("cart", TimeSpan.FromHours(1));

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        status.Timeline.ShouldContain(entry => entry.Message.Contains("The plan is made anew"));
        outcome.ClosedAt.ShouldBeInRange(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 5, 9, 10, 0, TimeSpan.Zero));
        story.Mutations().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task While_an_experiment_is_under_way_a_plan_waits_and_is_thought_over_until_it_has_ended()
    {
        await using var story = await StoryHost.StartAsync();
        await story.CreateAsync(Stress());

        await story.PlayAsync("bad-image");
        await story.PassAsync(TimeSpan.FromMinutes(8));
        var waiting = (await story.StatusAsync("cart"))!;
        waiting.Plan!.Verdict.ShouldContain("StressChaos shop/rehearsal (stress cpu) is under way on Deployment shop/cart");
        waiting.Timeline.Count(entry => entry.Message.Contains("The plan is made anew")).ShouldBe(2, "after two minutes, and after four more");
        story.Mutations().ShouldBeEmpty();

        story.Store.Delete(new ObjectKey("chaos-mesh.org", "stresschaos", "shop", "rehearsal"), ApplicationInstallation.Developer("kubectl"));
        var (outcome, _) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        story.Mutations().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_critical_is_not_changed_without_a_word()
    {
        await using var story = await StoryHost.StartAsync();
        story.Edit(Cart, cart => (cart["metadata"]!["annotations"] ??= new JsonObject())["autocura.io/criticality"] = "critical");

        await story.PlayAsync("bad-image");
        var waiting = await story.ReachAsync("cart", status => status.Phase == IncidentPhase.AwaitingApproval, TimeSpan.FromMinutes(3));

        waiting.Plan!.Verdict.ShouldContain("autocura.io/criticality of Deployment shop/cart is \"critical\"");
        story.Mutations().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_locked_by_another_host_is_waited_for()
    {
        await using var story = await StoryHost.StartAsync();
        var name = Ledger.Brakes.ObjectLocks.NameOf(new ObjectRef("apps/v1", "Deployment", "shop", "cart"));
        story.Store.Create(new ObjectKey("coordination.k8s.io", "leases", "autocura-cognitiva", name), LockOf("west/cart/1", name, story.Now), Actor.ApiServer);

        await story.PlayAsync("bad-image");
        await story.PassAsync(TimeSpan.FromMinutes(4));
        story.Mutations().ShouldBeEmpty();
        (await story.StatusAsync("cart"))!.Plan!.Verdict.ShouldContain("west/cart/1 acts on Deployment shop/cart");

        // Nobody renews it: it expires.
        var (outcome, _) = await story.EndAsync("cart", TimeSpan.FromMinutes(10));
        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        story.Mutations().ShouldHaveSingleItem();
    }

    private static JsonObject LockOf(string holder, string name, DateTimeOffset now) => new()
    {
        ["apiVersion"] = "coordination.k8s.io/v1",
        ["kind"] = "Lease",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "autocura-cognitiva" },
        ["spec"] = new JsonObject { ["holderIdentity"] = holder, ["leaseDurationSeconds"] = 300, ["renewTime"] = $"{now:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}" },
    };

    private static JsonObject Stress() => (JsonObject)JsonNode.Parse("""
        {
          "apiVersion": "chaos-mesh.org/v1alpha1", "kind": "StressChaos", "metadata": { "namespace": "shop", "name": "rehearsal" },
          "spec": {
            "stressors": { "cpu": { "workers": 1, "load": 5 } }, "mode": "all", "duration": "2h",
            "selector": { "namespaces": ["shop"], "labelSelectors": { "app.kubernetes.io/name": "cart" } }
          }
        }
        """)!;

    private static JsonObject VerticalAutoscalers() => (JsonObject)JsonNode.Parse("""
        {
          "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": { "name": "verticalpodautoscalers.autoscaling.k8s.io" },
          "spec": {
            "group": "autoscaling.k8s.io", "scope": "Namespaced",
            "names": { "plural": "verticalpodautoscalers", "singular": "verticalpodautoscaler", "kind": "VerticalPodAutoscaler", "listKind": "VerticalPodAutoscalerList" },
            "versions": [{ "name": "v1", "served": true, "storage": true, "schema": { "openAPIV3Schema": { "type": "object", "x-kubernetes-preserve-unknown-fields": true } } }]
          }
        }
        """)!;
}
