using System.Security.Cryptography;
using System.Text;
using Autocura.Embedded.Hosting;
using Autocura.Embedded.Metrics.Notification;
using Autocura.Support;

namespace Autocura.Functions.Tests.Triggers.Access;

/// <summary>The whole embedded host, with a caller for every role. Its clock stands still, so that no timer runs.</summary>
internal sealed class GuardedHost : IAsyncDisposable
{
    public const string KeyHeader = "x-autocura-key";

    public static readonly IReadOnlyDictionary<string, string> Roles = new Dictionary<string, string> { ["vera"] = "viewer", ["olga"] = "operator", ["abel"] = "approver", ["sam"] = "sender", ["both"] = "operator, approver" };

    private readonly DirectoryInfo folder;

    private GuardedHost(EmbeddedHost host, NotifierOptions alerting, DirectoryInfo folder)
    {
        Host = host;
        this.folder = folder;
        Alerting = alerting;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.Url };
    }

    public EmbeddedHost Host { get; }

    public HttpClient Http { get; }

    /// <summary>How the alerting of the simulated cluster sends.</summary>
    public NotifierOptions Alerting { get; }

    public static async Task<GuardedHost> StartAsync(params (string Name, string Value)[] more)
    {
        var folder = Directory.CreateTempSubdirectory("autocura-guarded-");
        var settings = Roles.SelectMany(role => new[] { ($"Autocura:Access:Keys:{role.Key}:Roles", role.Value), ($"Autocura:Access:Keys:{role.Key}:Hashes", HashOf(KeyOf(role.Key))) }).Concat(more);
        NotifierOptions? alerting = null;
        var options = new EmbeddedHostOptions
        {
            Port = 0,
            ClusterPort = 0,
            MetricsPort = 0,
            DataFolder = folder.FullName,
            SettingsFile = null,
            UseEnvironment = false,
            ConfigureMetrics = metrics =>
            {
                alerting = metrics.Notifier;
                return metrics;
            },
            Settings = settings.ToDictionary(setting => setting.Item1, setting => (string?)setting.Item2),
        };
        var host = await EmbeddedHost.StartAsync(options, new ManualTime(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero)));
        return new GuardedHost(host, alerting.ShouldNotBeNull(), folder);
    }

    public static string KeyOf(string name) => $"the-long-and-random-key-of-{name}";

    public static string HashOf(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Sends a request as one of the callers; null: as nobody.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, string? caller, string? json = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (caller is not null) request.Headers.Add(KeyHeader, KeyOf(caller));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        using var response = await Http.SendAsync(request);
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), all);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    internal sealed record Answer(int Status, string Body, IReadOnlyDictionary<string, string> Headers);
}
