"""What a process shows to who runs it: `/healthz` and `/metrics`, on one small HTTP server that webhooks may use too."""
