using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Embedded.Metrics.Query;
using Autocura.Embedded.Metrics.Rules;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Metrics.Api;

/// <summary><c>/api/v1/alerts</c> and <c>/api/v1/rules</c>: what the rules found, and how they are.</summary>
internal sealed class RuleRoutes(IReadOnlyList<RuleEvaluator> groups)
{
    public void Map(ApiRouter router)
    {
        router.Get("/api/v1/alerts", _ => PrometheusReply.Success(new JsonObject
        {
            ["alerts"] = Alerts(groups.SelectMany(group => group.Standings()).SelectMany(rule => rule.Alerts)),
        }));
        router.Get("/api/v1/rules", Rules);
    }

    private IResult Rules(ApiRequest request)
    {
        var type = request.Text("type");
        if (type is not (null or "" or "alert" or "record"))
        {
            throw new QueryException(QueryFault.BadData, $"invalid parameter \"type\": not supported value \"{type}\"");
        }

        var names = request.All("rule_name[]");
        return PrometheusReply.Success(new JsonObject
        {
            ["groups"] = PrometheusReply.Array(
                groups.Select(group => (group.Group, Rules: Wanted(group, type, names))).Where(group => group.Rules.Count > 0),
                group => Group(group.Group, group.Rules)),
        });
    }

    private static List<RuleStanding> Wanted(RuleEvaluator group, string? type, IReadOnlyList<string> names) =>
        type == "record" ? [] : [.. group.Standings().Where(rule => names.Count == 0 || names.Contains(rule.Rule.Name))];

    private static JsonObject Group(RuleGroup group, IReadOnlyList<RuleStanding> rules) => new()
    {
        ["name"] = group.Name,
        ["file"] = group.File,
        ["interval"] = group.Interval.TotalSeconds,
        ["limit"] = 0,
        ["rules"] = PrometheusReply.Array(rules, Rule),
    };

    private static JsonObject Rule(RuleStanding standing)
    {
        var rule = new JsonObject
        {
            ["state"] = Worst(standing.Alerts),
            ["name"] = standing.Rule.Name,
            ["query"] = standing.Rule.Query,
            ["duration"] = standing.Rule.For.TotalSeconds,
            ["labels"] = Texts(standing.Rule.Labels.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Text))),
            ["annotations"] = Texts(standing.Rule.Annotations.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Text))),
            ["alerts"] = Alerts(standing.Alerts),
            ["health"] = standing.Health,
            ["type"] = "alerting",
            ["lastEvaluation"] = Time(standing.LastEvaluation ?? DateTimeOffset.MinValue.ToUnixTimeMilliseconds()),
        };
        if (standing.LastError is { } error)
        {
            rule["lastError"] = error;
        }

        return rule;
    }

    private static JsonArray Alerts(IEnumerable<RuleAlert> alerts) =>
        PrometheusReply.Array(alerts.Where(alert => alert.State != AlertState.Resolved), alert => new JsonObject
        {
            ["labels"] = PrometheusReply.Labels(alert.Labels),
            ["annotations"] = Texts(alert.Annotations),
            ["state"] = alert.State == AlertState.Firing ? "firing" : "pending",
            ["activeAt"] = Time(alert.ActiveAt),
            ["value"] = alert.Value.ToString("0.################e+00", CultureInfo.InvariantCulture),
        });

    private static string Worst(IReadOnlyList<RuleAlert> alerts) =>
        alerts.Any(alert => alert.State == AlertState.Firing) ? "firing"
        : alerts.Any(alert => alert.State == AlertState.Pending) ? "pending"
        : "inactive";

    private static JsonObject Texts(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    private static string Time(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
