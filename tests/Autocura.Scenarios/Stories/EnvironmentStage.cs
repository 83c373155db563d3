using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;

namespace Autocura.Scenarios.Stories;

/// <summary>A parallel environment of the shop, and what is to be seen of it.</summary>
internal static class EnvironmentStage
{
    public const string Target = "shop-shadow";

    public static readonly ObjectKey Key = new("autocura.cognitiva.io", "parallelenvironments", "shop", "trial");

    public static readonly ObjectKey Shadow = ObjectKey.Core("namespaces", null, Target);

    public static readonly ObjectKey Copy = ObjectKey.Apps("deployments", Target, "checkout");

    /// <summary>What a person applies: the fields of <paramref name="spec"/> over a copy of checkout.</summary>
    public static Task ApplyAsync(this StoryHost story, string spec)
    {
        var asked = JsonNode.Parse($$"""{"targetNamespace":"{{Target}}","workloads":[{"kind":"Deployment","name":"checkout"}] }""")!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(spec)!.AsObject())
        {
            asked[name] = value?.DeepClone();
        }

        var manifest = JsonNode.Parse("""{"apiVersion":"autocura.cognitiva.io/v1","kind":"ParallelEnvironment","metadata":{"name":"trial","namespace":"shop"} }""")!.AsObject();
        manifest["spec"] = asked;
        return story.CreateAsync(manifest);
    }

    public static JsonObject? Environment(this StoryHost story) => story.Store.Find(Key);

    public static string Phase(this StoryHost story) => $"{story.Environment()?["status"]?["phase"]}";

    public static string Reason(this StoryHost story) => $"{story.Environment()?["status"]?["reason"]}";

    public static string Condition(this StoryHost story, string type) =>
        $"{story.Environment()!["status"]!["conditions"]!.AsArray().Single(condition => condition!["type"]!.GetValue<string>() == type)!["status"]}";

    public static Task ReachAsync(this StoryHost story, string phase, TimeSpan within) =>
        story.UntilAsync(() => Task.FromResult(story.Phase() == phase), within, $"the environment is {phase}", () => $"{story.Environment()?["status"]}");

    /// <summary>Nothing of the copy is left, and nothing holds its object.</summary>
    public static void ShouldBeGone(this StoryHost story)
    {
        story.Store.Find(Shadow).ShouldBeNull();
        story.Environment()?["metadata"]!["finalizers"]?.AsArray().ShouldBeEmpty();
        story.Store.List("apps", "deployments", Target).ShouldBeEmpty();
    }

    public static string[] Names(this StoryHost story, string group, string plural) => [.. story.Store.List(group, plural, Target).Select(one => $"{one["metadata"]!["name"]}").Order(StringComparer.Ordinal)];
}
