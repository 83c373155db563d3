using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;
using Autocura.Orchestrations;
using Autocura.Signals;

namespace Autocura.Scenarios.Stories;

/// <summary>The app acts as the service account that infra/ makes for it, with the roles that infra/ binds to it.</summary>
public sealed class RightsStories
{
    private const string Group = "rbac.authorization.k8s.io";
    private const string App = "system:serviceaccount:autocura-cognitiva:autocura";

    [Fact]
    public async Task The_roles_of_the_app_are_enough_to_heal_and_it_asks_for_nothing_beyond_them()
    {
        await using var story = await StoryHost.StartAsync();

        await story.PlayAsync("bad-image");
        var (outcome, _) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        var writes = story.Store.Audit.Read().Where(entry => entry.Actor.FieldManager == "autocura").ToList();
        writes.Select(entry => entry.Actor.User).Distinct().ShouldBe([App]);
        writes.Where(entry => entry.Code == 403).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_the_right_to_change_anything_it_hands_over_and_names_the_right_it_lacks()
    {
        await using var story = await StoryHost.StartAsync();
        story.Store.Delete(new(Group, "clusterrolebindings", null, "autocura-remediator"), Actor.ApiServer);

        await story.PlayAsync("bad-image");
        var (outcome, status) = await story.EndAsync("cart");

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver, outcome.Reason);
        $"{outcome.Reason} {string.Join(' ', status.Timeline.Select(entry => entry.Message))}"
            .ShouldContain($"User \"{App}\" cannot patch resource \"deployments\" in API group \"apps\" in the namespace \"shop\"");
        story.Mutations().ShouldBeEmpty();
    }

    [Fact]
    public async Task With_rights_in_one_namespace_alone_it_watches_and_heals_that_one_and_names_what_it_may_not_read()
    {
        await using var story = await StoryHost.StartAsync(OperatingMode.Auto, ("AzureWebJobs.AlertWebhook.Disabled", "true"), ("Cluster:Namespaces", "shop,office"));
        foreach (var role in (string[])["autocura-observer", "autocura-remediator"])
        {
            story.Store.Delete(new(Group, "clusterrolebindings", null, role), Actor.ApiServer);
            story.Store.Create(new(Group, "rolebindings", "shop", role), Bound(role), Actor.ApiServer);
        }

        await story.PlayAsync("bad-image");
        var (outcome, _) = await story.EndAsync("cart", TimeSpan.FromMinutes(15));

        outcome.Kind.ShouldBe(OutcomeKind.Healed, outcome.Reason);
        story.Mutations().ShouldHaveSingleItem();
        await story.PassAsync(TimeSpan.FromMinutes(3));
        var sweep = (await story.Engine.Client.GetInstanceAsync("sweep-simulated", getInputsAndOutputs: true))!.ReadOutputAs<SweepReport>()!;
        sweep.Memory.Gaps.ShouldContain(gap => gap.StartsWith("nodes: ") && gap.Contains("cannot list resource \"nodes\""));
        sweep.Memory.Gaps.ShouldContain(gap => gap.StartsWith("deployments in office: ") && gap.Contains($"User \"{App}\" cannot list resource \"deployments\""));
        sweep.Memory.Gaps.ShouldNotContain(gap => gap.Contains("shop"));
        story.Store.List("autocura.cognitiva.io", "knowngoods", "shop").ShouldNotBeEmpty("what is good there is kept");
    }

    [Fact]
    public async Task Without_the_right_to_read_it_does_nothing_and_the_intake_names_the_right_it_lacks()
    {
        await using var story = await StoryHost.StartAsync();
        story.Store.Delete(new(Group, "clusterrolebindings", null, "autocura-observer"), Actor.ApiServer);

        await story.PlayAsync("bad-image");
        await story.PassAsync(TimeSpan.FromMinutes(3));

        var instances = JsonNode.Parse(await story.Http.GetStringAsync("runtime/webhooks/durabletask/instances"))!.AsArray();
        var intakes = instances.Where(instance => instance!["name"]!.GetValue<string>() == FunctionNames.AlertIntake).Select(instance => $"{instance!["output"]}").ToList();
        intakes.ShouldNotBeEmpty();
        intakes.ShouldAllBe(output => output.Contains($"User \"{App}\" cannot ", StringComparison.Ordinal) || output.Contains($"User \\u0022{App}\\u0022 cannot ", StringComparison.Ordinal));
        story.Mutations().ShouldBeEmpty();
    }

    private static JsonObject Bound(string role) => JsonNode.Parse($$"""
        {
          "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": { "name": "{{role}}", "namespace": "shop" },
          "roleRef": { "apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "{{role}}" },
          "subjects": [{ "kind": "ServiceAccount", "name": "autocura", "namespace": "autocura-cognitiva" }]
        }
        """)!.AsObject();
}
