using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Authentication;
using Autocura.Embedded.Cluster.Authorization;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary>Questions about rights and identity, answered on the spot by what decides on requests too.</summary>
internal sealed class ReviewRoutes(Authenticator authenticator, RoleAuthorizer authorizer)
{
    public async Task CreateAsync(ResourceRequest request)
    {
        var review = await RequestBody.ReadObjectAsync(request.Http.Request);
        review["kind"] = request.Type.Kind;
        review["apiVersion"] = request.Type.ApiVersion;
        review.Ensure("metadata")["creationTimestamp"] = null;
        review["status"] = request.Type.Kind switch
        {
            "SelfSubjectReview" => new JsonObject { ["userInfo"] = Show(request.User) },
            "SelfSubjectRulesReview" => Rules(request, review),
            "SelfSubjectAccessReview" => Decide(request, review, request.User),
            "TokenReview" => Recognize(review),
            _ => Decide(request, review, Subject(request, review)),
        };
        await Answer.WriteAsync(request.Http, review, 201);
    }

    private JsonObject Decide(ResourceRequest request, JsonObject review, UserIdentity user)
    {
        var decision = authorizer.Decide(user, Asked(request, review));
        var status = new JsonObject { ["allowed"] = decision.Allowed };
        if (decision.Reason.Length > 0)
        {
            status["reason"] = decision.Reason;
        }

        return status;
    }

    private static AccessAttributes Asked(ResourceRequest request, JsonObject review)
    {
        var (resource, path) = (review.Child("spec", "resourceAttributes"), review.Child("spec", "nonResourceAttributes"));
        if (resource is null == path is null)
        {
            throw Invalid(request, Causes.Invalid("spec.resourceAttributes", resource, "exactly one of nonResourceAttributes or resourceAttributes must be specified"));
        }

        return path is not null
            ? new() { Verb = path.Text("verb") ?? "", Path = path.Text("path") ?? "" }
            : new()
            {
                Verb = resource.Text("verb") ?? "",
                Group = resource.Text("group") ?? "",
                Version = resource.Text("version") ?? "",
                Resource = resource.Text("resource") ?? "",
                Subresource = resource.Text("subresource") ?? "",
                Namespace = request.Namespace ?? resource.Text("namespace") ?? "",
                Name = resource.Text("name") ?? "",
            };
    }

    private static UserIdentity Subject(ResourceRequest request, JsonObject review)
    {
        var groups = review.Items("spec", "groups").Select(group => group.Text()).OfType<string>().ToList();
        var user = review.Text("spec", "user") ?? "";
        return user.Length > 0 || groups.Count > 0
            ? new(user, groups)
            : throw Invalid(request, Causes.Invalid("spec.user", user, "at least one of user or group must be specified"));
    }

    private JsonObject Rules(ResourceRequest request, JsonObject review)
    {
        var ns = review.Text("spec", "namespace") is { Length: > 0 } named ? named : throw ApiStatusException.BadRequest("no namespace on request");
        var rules = authorizer.RulesOf(request.User, ns);
        return new()
        {
            ["resourceRules"] = new JsonArray([.. rules.Where(rule => rule.Paths.Count == 0).Select(rule => rule.ToJson())]),
            ["nonResourceRules"] = new JsonArray([.. rules.Where(rule => rule.Paths.Count > 0).Select(rule => rule.ToJson())]),
            ["incomplete"] = false,
        };
    }

    private JsonObject Recognize(JsonObject review)
    {
        List<string> audiences = [.. review.Items("spec", "audiences").Select(audience => audience.Text()).OfType<string>()];
        audiences = audiences.Count == 0 ? [ServiceAccountTokens.Issuer] : audiences;
        var status = new JsonObject { ["user"] = new JsonObject() };
        if (authenticator.Identify(review.Text("spec", "token") ?? "", audiences) is { } user)
        {
            status["authenticated"] = true;
            status["user"] = Show(user);
            status["audiences"] = new JsonArray([.. audiences.Select(audience => (JsonNode)audience)]);
        }
        else
        {
            status["error"] = "[invalid bearer token]";
        }

        return status;
    }

    private static JsonObject Show(UserIdentity user)
    {
        var shown = new JsonObject { ["username"] = user.Name };
        if (user.Uid.Length > 0)
        {
            shown["uid"] = user.Uid;
        }

        shown["groups"] = new JsonArray([.. user.Groups.Select(group => (JsonNode)group)]);
        if (user.Extra.Count > 0)
        {
            shown["extra"] = new JsonObject(user.Extra.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)new JsonArray([.. entry.Value.Select(value => (JsonNode)value)]))));
        }

        return shown;
    }

    private static ApiStatusException Invalid(ResourceRequest request, StatusCause cause) => ApiStatusException.Invalid(request.Type.Group, request.Type.Kind, "", [cause]);
}
