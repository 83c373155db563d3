using System.IO.Compression;
using System.Security.Cryptography;

namespace Autocura.Dashboard;

/// <summary>The dashboard's files, which travel inside the assembly: the page needs no build, no other host and no file beside the app. They hold no secret.</summary>
public sealed class PageFiles
{
    public const string Home = "index.html";

    private const string Prefix = "Autocura.Dashboard.Page/";

    private readonly Dictionary<string, PageFile> files = typeof(PageFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => name[Prefix.Length..], Load, StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => files.Keys;

    /// <summary>The file of that name; null when there is none.</summary>
    public PageFile? Find(string name) => files.GetValueOrDefault(name);

    private static PageFile Load(string resource)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream(resource)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var plain = content.ToArray();
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(plain);
        }

        return new PageFile(TypeOf(resource), plain, compressed.ToArray(), $"\"{Convert.ToHexStringLower(SHA256.HashData(plain))[..20]}\"");
    }

    private static string TypeOf(string name) => name[(name.LastIndexOf('.') + 1)..] switch
    {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"{name}: nobody has said what a browser is told of a .{other} file."),
    };
}
