using System.CommandLine;
using Autocura.Demo.Load;

var peak = new Option<double>("--peak") { Description = "Requests a second at the busiest moment of the week.", DefaultValueFactory = _ => 20 };
var seed = new Option<int>("--seed") { Description = "Where chance comes from.", DefaultValueFactory = _ => 1 };
var target = new Option<string>("--target") { Description = "The application.", DefaultValueFactory = _ => "http://127.0.0.1:8000" };
var minutes = new Option<double>("--minutes") { Description = "How long.", DefaultValueFactory = _ => 10 };
var speed = new Option<double>("--speed") { Description = "How much faster than real the week passes: 10080 plays it in a minute.", DefaultValueFactory = _ => 1 };
var service = new Option<string>("--service") { Description = "The application whose past is made.", DefaultValueFactory = _ => "app-a" };
var days = new Option<double>("--days") { Description = "How many days of it.", DefaultValueFactory = _ => 7 };
var end = new Option<DateTimeOffset>("--end") { Description = "When it ends (default: now).", DefaultValueFactory = _ => TimeProvider.System.GetUtcNow() };
var step = new Option<int>("--step") { Description = "Seconds between two samples.", DefaultValueFactory = _ => 60 };

target.Validators.Add(given =>
{
    if (given.Tokens.Count == 1 && !Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out _)) given.AddError($"--target must be an address such as http://127.0.0.1:8000, not {given.Tokens[0].Value}.");
});

var run = new Command("run", "Sends requests as the pattern of the week says.") { target, minutes, speed, peak, seed };
run.SetAction(async (parsed, cancellation) =>
{
    using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
    var plan = new LoadPlan(new Uri(parsed.GetValue(target)!), TimeSpan.FromMinutes(parsed.GetValue(minutes))) { Speed = parsed.GetValue(speed), Seed = parsed.GetValue(seed) };
    Console.WriteLine(await new LoadRun(new LoadPattern { Peak = parsed.GetValue(peak) }, plan, http, TimeProvider.System).RunAsync(cancellation));
});
var history = new Command("history", "Writes days of the past as OpenMetrics, for promtool tsdb create-blocks-from openmetrics.") { service, days, end, step, peak, seed };
history.SetAction(async (parsed, _) =>
{
    var span = new HistorySpan(parsed.GetValue(service)!, parsed.GetValue(end), TimeSpan.FromDays(parsed.GetValue(days)), TimeSpan.FromSeconds(parsed.GetValue(step))) { Seed = parsed.GetValue(seed) };
    await using var output = new StreamWriter(Console.OpenStandardOutput());
    await new History(new LoadPattern { Peak = parsed.GetValue(peak) }, span).WriteAsync(output);
});
return await new RootCommand("Load for the telemetry application: now, or seven days of it in the past.") { run, history }.Parse(args).InvokeAsync();
