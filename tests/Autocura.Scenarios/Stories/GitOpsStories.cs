using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Incidents;

namespace Autocura.Scenarios.Stories;

/// <summary>Argo CD writes what a plan would change: the plan goes through it, or suspends it for as long as it must, or leaves it alone; and never fights it.</summary>
public sealed class GitOpsStories
{
    private const string Repository = "https://git.example/shop";
    private const string BadImage = "registry.shop.example/cart:1.9.1";
    private const string Healing = """{"automated":{"prune":false,"selfHeal":true},"retry":{"limit":2}}""";

    private static readonly ObjectKey Cart = ObjectKey.Apps("deployments", "shop", "cart");
    private static readonly ObjectKey Application = new("argoproj.io", "applications", "argocd", "shop");
    private static readonly ObjectKey Root = new("argoproj.io", "applications", "argocd", "root");
    private static readonly ObjectKey Folder = ObjectKey.Core("configmaps", "argocd", "shop-repository");

    [Fact]
    public async Task Suspended_it_lets_a_remedy_stand_until_git_has_it_too()
    {
        await using var story = await StartAsync("suspend", Healing);
        Commit(story, BadImage);

        var (outcome, status) = await story.EndAsync("cart", TimeSpan.FromMinutes(20));

        outcome.Kind.ShouldBe(OutcomeKind.Healed, Told(status));
        status.Plan!.Strategy.ShouldStartWith("SuspendGitOps on Application argocd/shop; then ");
        outcome.Reason.ShouldContain("Suspended: Application argocd/shop, until Git and cluster agree, or 2026-01-06T08:");
        outcome.Reason.ShouldContain("Change in Git: Deployment shop/cart: spec.template.spec.containers.0.image");
        Policy(story).ShouldBe("""{"retry":{"limit":2}}""");
        await story.PassAsync(TimeSpan.FromMinutes(10));
        Image(story).ShouldNotBe(BadImage, "the tool would have taken the remedy back");
        Policy(story).ShouldBe("""{"retry":{"limit":2}}""", "Git has the bad release still");

        Commit(story, Image(story));
        await story.PassAsync(TimeSpan.FromMinutes(5));

        JsonNode.DeepEquals(story.Store.Find(Application)!["spec"]!["syncPolicy"], JsonNode.Parse(Healing)).ShouldBeTrue(Policy(story));
        story.Store.Find(Application)!["metadata"]!["annotations"]!.AsObject().Select(note => note.Key).ShouldNotContain(key => key.StartsWith("autocura.io/suspended"));
        story.Store.List("", "events", "argocd").ShouldContain(one => one["reason"]!.GetValue<string>() == "AutocuraSuspensionLifted" && one["message"]!.GetValue<string>().Contains("Git and cluster agree again"));
    }

    [Fact]
    public async Task Git_that_never_agrees_ends_the_suspension_when_its_time_is_over()
    {
        await using var story = await StartAsync("suspend", Healing, ("Autocura:Review:SuspendFor", "00:30:00"));
        Commit(story, BadImage);
        var (outcome, status) = await story.EndAsync("cart", TimeSpan.FromMinutes(20));
        outcome.Kind.ShouldBe(OutcomeKind.Healed, Told(status));

        await story.PassAsync(TimeSpan.FromMinutes(32));

        // The tool then applies what Git has, which is a new incident.
        story.Store.List("", "events", "argocd").ShouldContain(one => one["message"]!.GetValue<string>().Contains("its time was over at"));
    }

    [Fact]
    public async Task An_application_of_an_application_is_suspended_from_the_root_on()
    {
        await using var story = await StartAsync("suspend", Healing);
        Install(story, Root, """{"automated":{"selfHeal":true}}""", "apps");
        story.Edit(Application, application => (application["metadata"]!["annotations"] ??= new JsonObject())["argocd.argoproj.io/tracking-id"] = "root:argoproj.io/Application:argocd/shop");
        Commit(story, BadImage);

        var (outcome, status) = await story.EndAsync("cart", TimeSpan.FromMinutes(20));

        outcome.Kind.ShouldBe(OutcomeKind.Healed, Told(status));
        status.Plan!.Strategy.ShouldStartWith("SuspendGitOps on Application argocd/root, SuspendGitOps on Application argocd/shop; then");
    }

    [Fact]
    public async Task A_remedy_that_the_tool_takes_back_is_not_done_again()
    {
        await using var story = await StartAsync("ignore", Healing);
        Commit(story, BadImage);

        var (outcome, status) = await story.EndAsync("cart", TimeSpan.FromMinutes(20));

        outcome.Kind.ShouldBe(OutcomeKind.HandedOver, Told(status));
        outcome.Attempts.ShouldBe(1);
        outcome.Reason.ShouldContain("was done and taken back: argocd-controller wrote spec.template at");
        outcome.Reason.ShouldContain("It is not done again.");
        story.Mutations().ShouldHaveSingleItem();
        story.Store.Find(ObjectKey.Core("configmaps", "autocura-cognitiva", "autocura-learning")).ShouldBeNull("the remedy was never tried");
    }

    [Fact]
    public async Task What_was_changed_past_git_is_synced_when_a_person_says_so()
    {
        await using var story = await StartAsync("propose", """{"syncOptions":["CreateNamespace=true"]}""");
        await story.PlayAsync("bad-image");

        var waiting = await story.ReachAsync("cart", status => status.Phase == IncidentPhase.AwaitingApproval, TimeSpan.FromMinutes(10));
        waiting.Plan!.Strategy.ShouldStartWith("SyncGitOps on Application argocd/shop: Deployment shop/cart was changed in the cluster and differs from Git");
        using var answer = await story.Http.PostAsJsonAsync($"api/incidents/{StoryHost.Workload("cart").InstanceId}/approval", new { planId = waiting.Plan.Id, approved = true, by = "ana" });
        answer.EnsureSuccessStatusCode();
        var (outcome, status) = await story.EndAsync("cart", TimeSpan.FromMinutes(15));

        outcome.Kind.ShouldBe(OutcomeKind.Healed, Told(status));
        story.Mutations().ShouldHaveSingleItem().Key.ShouldBe(Application);
        story.Store.Find(Application)!["status"]!["sync"]!["status"]!.GetValue<string>().ShouldBe("Synced");
    }

    /// <summary>A shop whose cart Argo CD has from a repository, as that says it is now.</summary>
    private static async Task<StoryHost> StartAsync(string policy, string sync, params (string, string)[] settings)
    {
        var story = await StoryHost.StartAsync(OperatingMode.Auto, [("Autocura:Review:GitOps", policy), .. settings]);
        var developer = ApplicationInstallation.Developer("kubectl");
        story.Store.Create(ObjectKey.Core("namespaces", null, "argocd"), Parse("""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"argocd"}}"""), developer);
        story.Store.Create(
            Folder,
            Parse($$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"shop-repository","namespace":"argocd","annotations":{"simulation.autocura.io/repository":"{{Repository}}","simulation.autocura.io/path":"shop"} },"data":{} }"""),
            developer);
        Commit(story, Image(story));
        Install(story, Application, sync, "shop");
        // Without automated sync, somebody presses the button once.
        story.Edit(Application, application => application["operation"] = new JsonObject { ["sync"] = new JsonObject() });
        await story.PassAsync(TimeSpan.FromMinutes(4));
        return story;
    }

    private static void Install(StoryHost story, ObjectKey key, string sync, string path) => story.Store.Create(
        key,
        Parse($$"""{"apiVersion":"argoproj.io/v1alpha1","kind":"Application","metadata":{"name":"{{key.Name}}","namespace":"argocd"},"spec":{"project":"default","source":{"repoURL":"{{Repository}}","path":"{{path}}"},"destination":{"namespace":"shop"},"syncPolicy":{{sync}} } }"""),
        ApplicationInstallation.Developer("kubectl"));

    private static void Commit(StoryHost story, string image)
    {
        var live = story.Store.Find(Cart)!;
        var spec = live["spec"]!.DeepClone();
        spec["template"]!["spec"]!["containers"]![0]!["image"] = image;
        var manifest = new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["metadata"] = new JsonObject { ["name"] = "cart", ["namespace"] = "shop" }, ["spec"] = spec };
        story.Edit(Folder, folder => folder["data"] = new JsonObject { ["cart.yaml"] = manifest.ToJsonString() });
    }

    private static string Image(StoryHost story) => story.Store.Find(Cart)!["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!.GetValue<string>();

    private static string Policy(StoryHost story) => story.Store.Find(Application)!["spec"]!["syncPolicy"]!.ToJsonString();

    private static string Told(IncidentStatus status) => string.Join('\n', status.Timeline.Select(entry => $"{entry.At:HH:mm:ss} {entry.Phase} {entry.Message}"));

    private static JsonObject Parse(string text) => JsonNode.Parse(text)!.AsObject();
}
