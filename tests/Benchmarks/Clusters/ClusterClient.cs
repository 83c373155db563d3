using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Autocura.Embedded.Cluster;

namespace Autocura.Benchmarks.Clusters;

/// <summary>A client of a simulated API server that says how long each request took, in milliseconds, until the last byte was there.</summary>
internal sealed class ClusterClient : IDisposable
{
    private const string MergePatch = "application/merge-patch+json";
    private readonly HttpClient http;

    public ClusterClient(ClusterServer server)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(server.AuthorityPem));
        http = new HttpClient(handler) { BaseAddress = server.Address, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
    }

    public async Task<(double Milliseconds, int Bytes)> GetAsync(string path)
    {
        var watch = Stopwatch.StartNew();
        var body = await http.GetByteArrayAsync(new Uri(path, UriKind.Relative));
        return (watch.Elapsed.TotalMilliseconds, body.Length);
    }

    /// <summary>Reads a list in pages, and says how long each page took.</summary>
    public async Task<List<double>> GetPagesAsync(string path, int limit)
    {
        List<double> pages = [];
        string? next = null;
        do
        {
            var watch = Stopwatch.StartNew();
            var query = $"{path}?limit={limit}{(next is null ? "" : $"&continue={Uri.EscapeDataString(next)}")}";
            using var page = JsonDocument.Parse(await http.GetByteArrayAsync(new Uri(query, UriKind.Relative)));
            pages.Add(watch.Elapsed.TotalMilliseconds);
            next = page.RootElement.GetProperty("metadata").TryGetProperty("continue", out var token) ? token.GetString() : null;
        }
        while (!string.IsNullOrEmpty(next));
        return pages;
    }

    public async Task<double> PatchAsync(string path, string patch)
    {
        var watch = Stopwatch.StartNew();
        using var content = new StringContent(patch, Encoding.UTF8, MergePatch);
        using var response = await http.PatchAsync(new Uri(path, UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>Opens a watch and returns its lines as they come, one event each.</summary>
    public async Task<StreamReader> WatchAsync(string path)
    {
        var response = await http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }

    public void Dispose() => http.Dispose();
}
