using System.Text.Json.Nodes;

namespace Autocura.Functions.Tests.Remediation.Actions;

/// <summary>What GitOps tools work by, with a repository that is not there.</summary>
internal static class SomeGitOps
{
    public static JsonObject Application() => new()
    {
        ["apiVersion"] = "argoproj.io/v1alpha1",
        ["kind"] = "Application",
        ["metadata"] = Named(),
        ["spec"] = new JsonObject
        {
            ["project"] = "default",
            ["source"] = new JsonObject { ["repoURL"] = "https://git.example.org/shop", ["path"] = "deploy" },
            ["destination"] = new JsonObject { ["server"] = "https://kubernetes.default.svc", ["namespace"] = "shop" },
            ["syncPolicy"] = new JsonObject { ["automated"] = new JsonObject { ["selfHeal"] = true }, ["syncOptions"] = new JsonArray("CreateNamespace=true") },
        },
    };

    public static JsonObject Kustomization() => new()
    {
        ["apiVersion"] = "kustomize.toolkit.fluxcd.io/v1",
        ["kind"] = "Kustomization",
        ["metadata"] = Named(),
        ["spec"] = new JsonObject
        {
            ["interval"] = "10m",
            ["prune"] = true,
            ["path"] = "deploy",
            ["sourceRef"] = new JsonObject { ["kind"] = "GitRepository", ["name"] = "shop" },
        },
    };

    private static JsonObject Named() => new() { ["name"] = "shop", ["namespace"] = "shop" };
}
