using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Autocura.Support.Notices;

/// <summary>
/// Alerts and silences as an Alertmanager keeps them, over its API v2, by the clock of a story: the real one knows only today. That both speak alike is tested with the real one.
/// </summary>
public sealed class AlertmanagerStore : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Func<DateTimeOffset> now;
    private readonly Lock gate = new();
    private readonly List<JsonObject> silences = [];
    private readonly List<JsonObject> alerts = [];

    private AlertmanagerStore(Func<DateTimeOffset> now)
    {
        this.now = now;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        app = builder.Build();
        app.MapGet("/api/v2/alerts", () => Locked(() => new JsonArray([.. alerts.Select(Shown)])));
        app.MapGet("/api/v2/silences", () => Locked(() => new JsonArray([.. silences.Select(silence => silence.DeepClone())])));
        app.MapPost("/api/v2/silences", async (HttpContext context) => Place((await JsonNode.ParseAsync(context.Request.Body))!.AsObject()));
        app.MapDelete("/api/v2/silence/{id}", (string id) => Expire(id));
    }

    public string Address => app.Urls.Single();

    /// <summary>Every silence there ever was.</summary>
    public IReadOnlyList<JsonObject> Silences => Locked(() => silences.Select(silence => silence.DeepClone().AsObject()).ToList());

    /// <summary>Those that hold.</summary>
    public IReadOnlyList<JsonObject> Active => [.. Silences.Where(silence => $"{silence["status"]!["state"]}" == "active")];

    public static async Task<AlertmanagerStore> StartAsync(Func<DateTimeOffset> now)
    {
        var store = new AlertmanagerStore(now);
        await store.app.StartAsync();
        return store;
    }

    /// <summary>An alert stands, with these labels.</summary>
    public void Fire(JsonObject labels) => Locked(() =>
    {
        alerts.Add(new JsonObject { ["labels"] = labels.DeepClone(), ["startsAt"] = now().ToString("O") });
        return 0;
    });

    /// <summary>Somebody silences what has these labels, for the hours to come.</summary>
    /// <returns>The silence's id.</returns>
    public async Task<string> SilenceAsync(string author, string comment, params (string Name, string Value)[] labels)
    {
        var silence = new JsonObject
        {
            ["matchers"] = new JsonArray([.. labels.Select(label => new JsonObject { ["name"] = label.Name, ["value"] = label.Value, ["isRegex"] = false, ["isEqual"] = true })]),
            ["startsAt"] = now().ToString("O"),
            ["endsAt"] = now().AddHours(8).ToString("O"),
            ["createdBy"] = author,
            ["comment"] = comment,
        };
        using var http = new HttpClient { BaseAddress = new Uri(Address) };
        using var answer = await http.PostAsJsonAsync(new Uri("/api/v2/silences", UriKind.Relative), silence);
        answer.EnsureSuccessStatusCode();
        return $"{Silences[^1]["id"]}";
    }

    /// <summary>No alert stands any more.</summary>
    public void Clear() => Locked(() =>
    {
        alerts.Clear();
        return 0;
    });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private JsonObject Shown(JsonObject alert)
    {
        var by = silences.Where(silence => $"{silence["status"]!["state"]}" == "active"
            && silence["matchers"]!.AsArray().All(matcher => $"{alert["labels"]![$"{matcher!["name"]}"]}" == $"{matcher["value"]}"));
        var shown = alert.DeepClone().AsObject();
        shown["status"] = new JsonObject { ["state"] = by.Any() ? "suppressed" : "active", ["silencedBy"] = new JsonArray([.. by.Select(silence => silence["id"]!.DeepClone())]), ["inhibitedBy"] = new JsonArray() };
        return shown;
    }

    private IResult Place(JsonObject silence) => Locked(() =>
    {
        if (DateTimeOffset.Parse($"{silence["endsAt"]}", CultureInfo.InvariantCulture) <= now())
        {
            return Results.BadRequest("end time can't be in the past");
        }

        silence["id"] = $"silence-{silences.Count + 1}";
        silence["status"] = new JsonObject { ["state"] = "active" };
        silences.Add(silence);
        return Results.Json(new JsonObject { ["silenceID"] = silence["id"]!.DeepClone() });
    });

    private IResult Expire(string id) => Locked(() =>
    {
        if (silences.Find(silence => $"{silence["id"]}" == id) is not { } found)
        {
            return Results.NotFound();
        }

        found["status"] = new JsonObject { ["state"] = "expired" };
        return Results.Ok();
    });

    private T Locked<T>(Func<T> read)
    {
        lock (gate)
        {
            foreach (var over in silences.Where(silence => DateTimeOffset.Parse($"{silence["endsAt"]}", CultureInfo.InvariantCulture) <= now()))
            {
                over["status"] = new JsonObject { ["state"] = "expired" };
            }

            return read();
        }
    }
}
