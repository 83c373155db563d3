using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Autocura.Embedded.Cluster.Faults;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Cluster.Routes;

/// <summary><c>/simulation/faults</c>: POST puts rules in force in place of those before, GET shows them, DELETE ends them.</summary>
internal sealed class FaultRoute(FaultInjector faults)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public async Task AnswerAsync(HttpContext http)
    {
        switch (http.Request.Method)
        {
            case "GET":
                break;
            case "POST":
                Set(await RequestBody.ReadObjectAsync(http.Request));
                break;
            case "DELETE":
                faults.Clear();
                break;
            default:
                throw new ApiStatusException(new ApiStatus(405, "MethodNotAllowed", $"{FaultInjector.Path} knows GET, POST and DELETE"));
        }

        await Answer.WriteAsync(http, new JsonObject { ["faults"] = new JsonArray([.. faults.Tally.Select(ToJson)]) });
    }

    private void Set(JsonObject body)
    {
        try
        {
            var wanted = body.Deserialize<FaultPlan>(Form)!;
            faults.Set(wanted.Faults, wanted.Seed);
        }
        catch (Exception mistake) when (mistake is JsonException or ArgumentException)
        {
            throw ApiStatusException.BadRequest($"the faults cannot be set: {mistake.Message}");
        }
    }

    private static JsonNode ToJson(FaultTally tally)
    {
        var json = JsonSerializer.SerializeToNode(tally.Rule, Form)!.AsObject();
        json["struck"] = tally.Struck;
        return json;
    }

    private sealed record FaultPlan
    {
        public required IReadOnlyList<FaultRule> Faults { get; init; }

        public int Seed { get; init; }
    }
}
