using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Autocura.Benchmarks.Harness;
using Autocura.Embedded.Hosting;

namespace Autocura.Benchmarks;

/// <summary>Rows that the served detector judges per second, over real HTTP to the whole host, once it has been trained on what the simulated shop does.</summary>
internal sealed class InferenceBenchmark : IBenchmark
{
    private const int Rounds = 5;
    private const int Width = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly Uri Ready = new("v2/models/anomaly-detector/ready", UriKind.Relative);
    private static readonly Uri Infer = new("v2/models/anomaly-detector/infer", UriKind.Relative);
    // What one caller may ask in a second is bounded: what the detector can do is what is measured.
    private static readonly Dictionary<string, string?> Unbounded = new() { ["Autocura:Access:ReadsPerSecond"] = "100000" };

    private static readonly int[] Clients = [1, 8];

    private static readonly (int Rows, int Requests)[] Loads = [(1, 2000), (100, 1000), (1000, 200)];

    public string Name => "inference";

    public string Question => "requests and rows a second by the served anomaly detector";

    public async Task RunAsync(Report report)
    {
        using var folder = new WorkFolder();
        var options = new EmbeddedHostOptions { Port = 0, ClusterPort = 0, MetricsPort = 0, DataFolder = folder.Path, SettingsFile = null, UseEnvironment = false, Settings = Unbounded };
        await using var host = await EmbeddedHost.StartAsync(options, TimeProvider.System);
        using var http = new HttpClient { BaseAddress = host.Url };
        await WarmAsync(http);
        var loads = Loads.SelectMany(load => Clients.Select(clients => new Load(load.Rows, load.Requests, clients))).ToList();
        var contest = new Contest([.. loads.Select(load => new Contender(load.Name, () => PostAsync(http, load)))]);
        await contest.RunAsync(Rounds);
        report.Text($"FP32, nested arrays, clients in the process of the host, each with one request under way. Medians of {Rounds} rounds; the percentiles are of all requests of these rounds.");
        report.Table(
            ["shape", "clients", "requests/s", "rows/s", "request p50, ms", "p99, ms"],
            loads.Select(load => (IReadOnlyList<object>)[$"[{load.Rows}, {Width}]", load.Clients, contest.Median(load.Name), contest.Median(load.Name) * load.Rows, load.Percentile(0.5), load.Percentile(0.99)]));
    }

    private static async Task WarmAsync(HttpClient http)
    {
        for (var since = Stopwatch.StartNew(); ; await Task.Delay(TimeSpan.FromSeconds(1)))
        {
            using var answer = await http.GetAsync(Ready);
            if (answer.StatusCode == HttpStatusCode.OK) return;
            if (since.Elapsed > Patience) throw new TimeoutException($"After {Patience} the detector is not ready: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>Requests a second. Their times are kept but for the first round, which compiles the code.</summary>
    private static async Task<double> PostAsync(HttpClient http, Load load)
    {
        var times = new ConcurrentBag<double>();
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, load.Clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) < load.Requests)
            {
                var asked = Stopwatch.GetTimestamp();
                using var content = new ByteArrayContent(load.Body);
                content.Headers.ContentType = new("application/json");
                using var answer = await http.PostAsync(Infer, content);
                if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"The detector answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
                times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }
        })));
        var rate = load.Requests / Stopwatch.GetElapsedTime(started).TotalSeconds;
        load.Take(times);
        return rate;
    }

    private sealed class Load(int rows, int requests, int clients)
    {
        private readonly List<double> times = [];
        private bool isWarm;

        public int Rows => rows;

        public int Requests => requests;

        public int Clients => clients;

        public string Name => string.Create(CultureInfo.InvariantCulture, $"{rows} rows, {clients} clients");

        public byte[] Body { get; } = BodyOf(rows);

        public void Take(IEnumerable<double> round)
        {
            if (isWarm) times.AddRange(round);
            isWarm = true;
        }

        public double Percentile(double share) => Sample.Percentile([.. times], share);

        private static byte[] BodyOf(int rows)
        {
            var chance = new Random(rows);
            var data = Enumerable.Range(0, rows).Select(_ => $"[{string.Join(',', Enumerable.Range(0, Width).Select(_ => ((chance.NextDouble() * 4) - 2).ToString("0.###", CultureInfo.InvariantCulture)))}]");
            return Encoding.UTF8.GetBytes($$"""{"id":"1","inputs":[{"name":"input-0","shape":[{{rows}},{{Width}}],"datatype":"FP32","data":[{{string.Join(',', data)}}]}]}""");
        }
    }
}
