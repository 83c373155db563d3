using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>Questions about rights and identity, answered on the spot. The one user there is may do everything.</summary>
internal static class ReviewRoutes
{
    public static async Task CreateAsync(ResourceRequest request)
    {
        var review = await RequestBody.ReadObjectAsync(request.Http.Request);
        review["kind"] = request.Type.Kind;
        review["apiVersion"] = request.Type.ApiVersion;
        review.Ensure("metadata")["creationTimestamp"] = null;
        review["status"] = request.Type.Kind switch
        {
            "SelfSubjectRulesReview" => AllRules(),
            "SelfSubjectReview" => new JsonObject { ["userInfo"] = User(request) },
            "TokenReview" => new JsonObject { ["authenticated"] = false, ["error"] = "only the kubeconfig's token is known here, and it is not told to others" },
            _ => new JsonObject { ["allowed"] = true, ["reason"] = "the token of the kubeconfig is the administrator's" },
        };
        await Answer.WriteAsync(request.Http, review, 201);
    }

    private static JsonObject User(ResourceRequest request) => new() { ["username"] = request.User, ["groups"] = new JsonArray("system:masters", "system:authenticated") };

    private static JsonObject AllRules() => new()
    {
        ["resourceRules"] = new JsonArray(new JsonObject { ["verbs"] = new JsonArray("*"), ["apiGroups"] = new JsonArray("*"), ["resources"] = new JsonArray("*") }),
        ["nonResourceRules"] = new JsonArray(new JsonObject { ["verbs"] = new JsonArray("*"), ["nonResourceURLs"] = new JsonArray("*") }),
        ["incomplete"] = false,
    };
}
