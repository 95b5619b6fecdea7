// The in-memory registry of go-containerregistry: ADDRESS [referrers].
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/google/go-containerregistry/pkg/registry"
)

func main() {
	referrers := len(os.Args) > 2 && os.Args[2] == "referrers"
	log.Fatal(http.ListenAndServe(os.Args[1], registry.New(registry.WithReferrersSupport(referrers))))
}
