namespace Autocura.Benchmarks.Numbers;

/// <summary>Where the data are, what is measured, and which document takes the tables.</summary>
internal sealed record NumbersOptions
{
    private const string Solution = "Autocura.Functions.sln";

    /// <summary>Folders of cases, one for each section that needs one; null when there are none.</summary>
    public string? Data { get; init; }

    /// <summary>Names of sections; all when empty.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>The document whose results are replaced.</summary>
    public required string Docs { get; init; }

    /// <summary>Reads the command line; throws an <see cref="ArgumentException"/> that names what it does not know.</summary>
    public static NumbersOptions Read(IReadOnlyList<string> arguments)
    {
        var root = Root();
        var options = new NumbersOptions { Docs = Path.Combine(root, "docs", "statistics.md"), Data = Existing(Path.Combine(root, "..", "shared", "bench")) };
        for (var index = 0; index < arguments.Count; index += 2)
        {
            var value = index + 1 < arguments.Count ? arguments[index + 1] : throw new ArgumentException($"{arguments[index]} needs a value.", nameof(arguments));
            options = arguments[index] switch
            {
                "--data" => options with { Data = Existing(value) ?? throw new ArgumentException($"There is no folder {value}.", nameof(arguments)) },
                "--only" => options with { Only = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) },
                "--docs" => options with { Docs = value },
                var unknown => throw new ArgumentException($"{unknown} is not known.", nameof(arguments)),
            };
        }

        return options;
    }

    /// <summary>The folder of a section's cases, or null when it is not there.</summary>
    public string? FolderOf(INumbersSection section) => Data is null || section.Folder is null ? null : Existing(Path.Combine(Data, section.Folder));

    private static string? Existing(string folder) => Directory.Exists(folder) ? Path.GetFullPath(folder) : null;

    /// <summary>The repository this was built from; the current folder where there is none above.</summary>
    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution))) return folder.FullName;
        }

        return Directory.GetCurrentDirectory();
    }
}
