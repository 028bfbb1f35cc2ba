using Slams.Hosting;
using Slams.Hosting.Observability;
using Slams.Ingest.Satellite;

if (args is [HealthQuestion.Command])
{
    return await HealthQuestion.AskAsync("Worker:Url");
}

var builder = WorkerHost.CreateBuilder(args);
builder.AddSatelliteIngest();
var app = builder.Build();
app.MapWorker();
return await app.RunToExitCodeAsync();
