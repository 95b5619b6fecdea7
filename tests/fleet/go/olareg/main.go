// The registry of olareg, deletion as told and all else by default: ADDRESS (mem | dir FOLDER) [delete].
package main

import (
	"log"
	"net/http"
	"os"
	"slices"

	"github.com/olareg/olareg"
	"github.com/olareg/olareg/config"
)

func main() {
	deletion := slices.Contains(os.Args, "delete")
	storage := config.ConfigStorage{StoreType: config.StoreMem}
	if os.Args[2] == "dir" {
		storage.StoreType, storage.RootDir = config.StoreDir, os.Args[3]
	}
	api := config.ConfigAPI{DeleteEnabled: &deletion, Blob: config.ConfigAPIBlob{DeleteEnabled: &deletion}}
	log.Fatal(http.ListenAndServe(os.Args[1], olareg.New(config.Config{Storage: storage, API: api})))
}
