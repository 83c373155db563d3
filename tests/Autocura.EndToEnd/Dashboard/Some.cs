using System.Text.Json;
using System.Text.Json.Nodes;

namespace Autocura.EndToEnd.Dashboard;

/// <summary>Answers of the API in its own shape, as a host gave them once. A text that a test hands in stands wherever somebody else could have written it.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);

    private static readonly string[] Severities = ["critical", "high", "medium", "low"];
    private static readonly string[] Phases = ["Analyzing", "AwaitingApproval", "Verifying", "Remediating"];

    public static object Control(string text = "v1.32.4", bool isStopped = false) => new
    {
        cluster = "simulated",
        answers = true,
        detail = text,
        isStopped,
        @switch = $"stop in ConfigMap autocura-control: {text}",
        budgets = new object[] { new { scope = "cluster", @namespace = "", spent = 3, limit = 30 }, new { scope = "namespace", @namespace = text, spent = 15, limit = 15 } },
        breaker = "Closed",
        brokenAt = (string?)null,
        locks = new[] { new { name = "lock", what = text, holder = text, until = Now } },
    };

    public static JsonObject Summary(int number = 0, string phase = "AwaitingApproval", string text = "2 of 2 pods crash since release 3 (exit code 1).") => Json(new
    {
        id = $"checkout-{number}",
        runtimeStatus = "Running",
        phase,
        severity = Severities[number % 4],
        risk = 75 - (number % 4 * 20),
        workload = Workload(number == 0 ? "checkout" : $"checkout-{number}", text),
        recordName = $"checkout-{number}-1",
        headline = text,
        attempt = 1,
        alerts = 2,
        openedAt = Now.AddMinutes(-5),
        updatedAt = Now,
        role = "Candidate",
        children = 1,
        flapping = text,
    });

    public static JsonArray Many(int count) => new([.. Enumerable.Range(0, count).Select(number => Summary(number, Phases[number % 4]))]);

    public static JsonObject Incident(string phase = "AwaitingApproval", string text = "2 of 2 pods crash since release 3 (exit code 1).", object? outcome = null)
    {
        var summary = Summary(0, phase, text);
        summary["outcome"] = outcome is null ? null : "HandedOver";
        return new JsonObject
        {
            ["summary"] = summary,
            ["status"] = Json(new
            {
                phase,
                severity = "high",
                risk = 75,
                workload = Workload("checkout", text),
                openedAt = Now.AddMinutes(-5),
                mode = "approve",
                attempt = 1,
                headline = text,
                causes = new[] { new { cause = "CrashAfterRelease", probability = 0.99, headline = text } },
                plan = new { id = "checkout/1", strategy = text, risk = 0.01, steps = new[] { text }, verdict = $"NeedsApproval: {text}", diff = new[] { $"Deployment shop/checkout: spec.image: \"{text}\" -> \"new\"", text }, forecast = text, hash = "e8461a0a1917a99b", approvers = 2 },
                measurements = new[] { $"errors: Bad, {text}", text },
                kinship = new { role = "Child", parent = Link(text), children = new[] { Link(text) }, childrenInAll = 14 },
                timeline = new[] { new { number = 1, at = Now.AddMinutes(-5), phase = "Detected", message = text }, new { number = 2, at = Now.AddMinutes(-1), phase = "Remediating", message = text } },
            }),
            ["outcome"] = outcome is null ? null : Json(outcome),
            ["failure"] = null,
            ["links"] = null,
        };
    }

    public static object Ended(string text) => new { phase = "Escalated", kind = "HandedOver", reason = text, openedAt = Now.AddMinutes(-5), closedAt = Now, attempts = 1 };

    public static JsonObject Diagnosis(string text = "2 of 2 pods: CrashLoopBackOff") => Json(new
    {
        reason = text,
        causes = new[]
        {
            new
            {
                cause = text, probability = 0.99, headline = text, chain = new[] { text }, wouldChange = new[] { text }, @object = Object(text),
                clues = new[] { new { text, speaks = "for", weight = "20 times as likely", at = Now, field = text, @object = Object(text) } },
            },
        },
    });

    public static JsonObject Plans(string text = "release 2 ran before release 3") => Json(new
    {
        cluster = "simulated",
        problem = "",
        items = new[] { Plan(text, "RolledBack"), Plan(text, "AwaitingApproval") },
    });

    public static JsonObject Series(string text = "the source did not answer in time") => Json(new
    {
        series = new[]
        {
            new { signal = "error_ratio", points = Points(0.4), usual = 0.002, limit = (double?)0.01, changedAt = Now.AddMinutes(-5), shift = 80 },
            new { signal = "request_rate", points = Points(12), usual = 12.5, limit = (double?)null, changedAt = Now.AddMinutes(-5), shift = 2 },
        },
        gaps = new[] { text },
    });

    public static JsonArray Policies(string text) => new(Json(new
    {
        cluster = text,
        problem = text,
        items = new[]
        {
            new
            {
                kind = "HealingPolicy", @namespace = text, name = text, createdAt = Now, spec = new { targetRef = Object(text), probabilityThreshold = 0.8 },
                status = new { conditions = new[] { new { type = "Ready", status = "True", reason = text, message = text } }, lastEvaluation = Now, attempts = 2, currentProbability = 0.4, lowerBound = 0.2, upperBound = 0.6, currentMetrics = new[] { new { name = text, value = text, firing = true, message = text } } },
            },
        },
    }));

    public static JsonArray Anomalies(string text) => new(Json(new
    {
        cluster = text,
        problem = text,
        items = new[] { new { kind = "Anomaly", @namespace = text, name = text, createdAt = Now, spec = new { signalType = text, source = text, severity = text, resource = Object(text), description = text, reason = text, detectedAt = Now }, status = new { issueRef = new { name = text } } } },
    }));

    /// <summary>What a language model said, or why it said nothing.</summary>
    public static JsonObject Advice(string text = "The new image was built without its start script.", bool isAnswered = true) => Json(new
    {
        from = "AIInsight shop/checkout-0-1-advice",
        provider = "OPENAI",
        model = text,
        attempt = 1,
        isAnswered,
        reason = isAnswered ? "Answered" : "NotTheSchema",
        told = text,
        analysis = isAnswered ? text : null,
        confidence = 0.7,
        recommendations = new[] { text },
        causes = new[] { new { cause = "CrashAfterRelease", confidence = 0.7, why = text, @object = Object(text) } },
        suggestedActions = new[] { new { name = "RollBackRelease Deployment/shop/checkout", action = "RollBackRelease", description = text } },
        refusedActions = new[] { $"RunJob: {text}" },
        trust = new { cases = 12, right = 9, expected = 0.71, low = 0.5, high = 0.9, weight = 2.4, unread = (string?)null },
        generatedAt = Now,
    });

    /// <summary>Two calls, each recorded before and after, newest first.</summary>
    public static JsonObject Audit(string text = "a drill", params string[] problems) => Json(new
    {
        isWhole = problems.Length == 0,
        total = 120,
        verdict = new { first = 1, last = new { number = 120, hash = "9f86d081884c7d65" }, problems, unanswered = new[] { $"record 7: UndoPlan by {text}" }, isWhole = problems.Length == 0 },
        records = Enumerable.Range(0, 50).Select(step => new
        {
            number = 120 - step,
            at = Now.AddMinutes(-step),
            entry = new { stage = step % 2 == 0 ? "answered" : "asked", request = text, function = "SetKillSwitch", who = step == 0 ? text : "ana", roles = "operator", way = "key", target = step == 0 ? text : "", said = text, status = step % 2 == 0 ? 202 : 0 },
            previous = text,
            hash = text,
        }),
    });

    /// <summary>A page of what has ended, as the record tells it.</summary>
    public static JsonObject History(string text, int skip = 0, int total = 120, params string[] problems) => Json(new
    {
        total,
        problems,
        items = Enumerable.Range(skip, Math.Min(50, total - skip)).Select(number => new
        {
            recordName = $"past-{number}",
            instanceId = $"past-{number}",
            workload = Workload($"past-{number}", text),
            severity = Severities[number % 4],
            risk = 40,
            outcome = number % 2 == 0 ? "Healed" : "HandedOver",
            headline = text,
            cause = text,
            attempts = 1,
            openedAt = Now.AddDays(-number).AddMinutes(-9),
            endedAt = Now.AddDays(-number),
        }),
    });

    private static object Plan(string text, string state) => new
    {
        name = $"plan-{state}",
        spec = new
        {
            attempt = 1,
            strategy = text,
            actions = new[] { new { type = "RollBackRelease", target = Object(text) } },
            candidates = new[]
            {
                new { action = text, target = text, cause = text, score = 0.69, rejected = (string?)null, chance = new { expected = 0.85, low = 0.6, high = 0.99, from = text }, simulation = new { iterations = 500, recovers = 0.73, worsens = 0.02, lostMinutes = 8.2, lostMinutesOtherwise = 30.0, podsStarted = 2, fastSeconds = 24.0, medianSeconds = 39.0, slowSeconds = 66.0 } },
                new { action = text, target = text, cause = text, score = -0.1, rejected = (string?)text, chance = new { expected = 0.1, low = 0.0, high = 0.4, from = text }, simulation = new { iterations = 500, recovers = 0.1, worsens = 0.3, lostMinutes = 28.0, lostMinutesOtherwise = 30.0, podsStarted = 2, fastSeconds = 30.0, medianSeconds = 60.0, slowSeconds = 90.0 } },
            },
        },
        status = new { state, verdict = text, result = text, completedAt = Now, review = new { reason = text, decisions = new[] { text } }, steps = new[] { new { action = text, target = text, state = "Pending", reason = text, diff = text } } },
    };

    private static IEnumerable<object> Points(double last) => Enumerable.Range(0, 40).Select(step => new { at = Now.AddMinutes(step - 39), value = step < 34 ? last / 100 : last });

    private static object Workload(string name, string text) => new { cluster = text, kind = "Deployment", @namespace = text.Length > 60 ? text : "shop", name };

    private static object Object(string text) => new { kind = "Deployment", @namespace = "shop", name = text };

    private static object Link(string text) => new { instanceId = text, recordName = text, workload = Workload(text, text), why = text };

    private static JsonObject Json(object content) => JsonSerializer.SerializeToNode(content, JsonSerializerOptions.Web)!.AsObject();
}
