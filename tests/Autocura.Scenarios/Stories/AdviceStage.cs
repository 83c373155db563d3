using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;
using Autocura.Support.LanguageModels;

namespace Autocura.Scenarios.Stories;

/// <summary>What stories need in which a language model is asked.</summary>
internal static class AdviceStage
{
    public const string Own = "autocura-cognitiva";
    public const string Group = "autocura.cognitiva.io";

    /// <summary>A system that knows nothing of images that cannot be pulled, and an Instance that names a model.</summary>
    public static async Task<StoryHost> StartAsync(ModelServer model, OperatingMode mode, params (string Name, string Value)[] settings)
    {
        var story = await StoryHost.BeginAsync(StoryHost.Options(mode, settings) with { Configure = WithoutTheRule });
        Instance(story, model);
        await story.PassAsync(TimeSpan.FromMinutes(2));
        return story;
    }

    private static void WithoutTheRule(Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder app)
    {
        foreach (var rule in app.Services.Where(service => service.ServiceType == typeof(IDiagnosisRule) && service.ImplementationType?.Name is "ImagePullRule").ToList())
        {
            app.Services.Remove(rule);
        }
    }

    private static void Instance(StoryHost story, ModelServer model)
    {
        story.Store.Create(
            new ObjectKey(Group, "instances", Own, "main"),
            new JsonObject
            {
                ["apiVersion"] = $"{Group}/v1alpha1",
                ["kind"] = "Instance",
                ["metadata"] = new JsonObject { ["name"] = "main", ["namespace"] = Own, ["generation"] = 1 },
                ["spec"] = new JsonObject { ["provider"] = "OPENAI", ["model"] = "test-1", ["endpoint"] = model.Endpoint, ["apiKeys"] = new JsonObject { ["name"] = "keys" } },
            },
            Actor.ApiServer);
        story.Store.Create(
            ObjectKey.Core("secrets", Own, "keys"),
            new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Secret",
                ["metadata"] = new JsonObject { ["name"] = "keys", ["namespace"] = Own },
                ["data"] = new JsonObject { ["OPENAI_API_KEY"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(ModelServer.Key)) },
            },
            Actor.ApiServer);
        AllowSecrets(story);
    }

    /// <summary>What infra/kubernetes/rbac/secrets says.</summary>
    private static void AllowSecrets(StoryHost story)
    {
        const string rbac = "rbac.authorization.k8s.io";
        story.Store.Create(
            new ObjectKey(rbac, "roles", Own, "autocura-secret-reader"),
            new JsonObject
            {
                ["apiVersion"] = $"{rbac}/v1",
                ["kind"] = "Role",
                ["metadata"] = new JsonObject { ["name"] = "autocura-secret-reader", ["namespace"] = Own },
                ["rules"] = new JsonArray(new JsonObject { ["apiGroups"] = new JsonArray(""), ["resources"] = new JsonArray("secrets"), ["verbs"] = new JsonArray("get") }),
            },
            Actor.ApiServer);
        story.Store.Create(
            new ObjectKey(rbac, "rolebindings", Own, "autocura-secret-reader"),
            new JsonObject
            {
                ["apiVersion"] = $"{rbac}/v1",
                ["kind"] = "RoleBinding",
                ["metadata"] = new JsonObject { ["name"] = "autocura-secret-reader", ["namespace"] = Own },
                ["roleRef"] = new JsonObject { ["apiGroup"] = rbac, ["kind"] = "Role", ["name"] = "autocura-secret-reader" },
                ["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = "autocura", ["namespace"] = Own }),
            },
            Actor.ApiServer);
    }
}
