using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Hosting.Timers;

/// <summary>Remembers across restarts when each monitored timer last ran, one small file a function, so that a missed run is noticed.</summary>
internal sealed partial class TimerMemory(string folder, ILogger<TimerMemory> log)
{
    public ScheduleStatus? Recall(string function)
    {
        var path = PathOf(function);
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<ScheduleStatus>(File.ReadAllText(path));
        }
        catch (JsonException error)
        {
            // The timer starts afresh rather than not at all, and the next run rewrites the file.
            LogDamaged(error, path);
            return null;
        }
    }

    public void Keep(string function, ScheduleStatus status)
    {
        Directory.CreateDirectory(folder);
        var path = PathOf(function);
        var draft = path + ".new";
        File.WriteAllText(draft, JsonSerializer.Serialize(status));
        File.Move(draft, path, overwrite: true);
    }

    private string PathOf(string function) => Path.Combine(folder, function + ".json");

    [LoggerMessage(11, LogLevel.Warning, "{Path} is damaged: whether a run was missed is not known")]
    private partial void LogDamaged(Exception error, string path);
}
